"""How a listing of diagnostics is written: a file each, all pure functions of the diagnostics."""
