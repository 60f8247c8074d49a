"""Pictures of files: what is shown is always drawn anew, in a process of its own, never the file itself."""
