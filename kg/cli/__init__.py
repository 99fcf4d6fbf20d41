"""The command line: a module per family of commands, joined in kg.cli.main."""
