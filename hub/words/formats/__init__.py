"""How dates are typed in the admin: 14.03.2027 in every language (Django's FORMAT_MODULE_PATH)."""
