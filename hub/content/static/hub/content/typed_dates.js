/* Wagtail's date picker puts this very moment in the place of a text that it cannot read, such as
   “18 Uhr” or 2026-03-14. The server reads these; what it cannot read it says. */
window.jQuery.fn.datetimepicker.defaults.validateOnBlur = false;
