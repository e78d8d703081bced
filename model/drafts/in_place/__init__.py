"""Changes the text of a draft in place: the document of tomlkit brought up to what the report says."""
