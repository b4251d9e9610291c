"""How people say what the language has a form for, and the form: read by `mistakes.everyday`."""
