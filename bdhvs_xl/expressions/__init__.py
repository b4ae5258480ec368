"""The language of rules: text to expression, expression to verdict."""
