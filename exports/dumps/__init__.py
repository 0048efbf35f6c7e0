"""The whole register as files, made at one moment and kept until the next: for whoever wants all of it."""
