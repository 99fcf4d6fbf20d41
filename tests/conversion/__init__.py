"""The conversion matrix: answered documents rendered to other formats, read back and scored."""
