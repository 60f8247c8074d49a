"""The law and the hotline's rules as pure tables and functions: no Django, no disk, no clock."""
