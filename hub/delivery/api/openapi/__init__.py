"""How the API describes itself: operations, parameters, the OpenAPI document and its page."""
