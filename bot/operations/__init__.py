"""Running it: health today; metrics, purge and backup stand here too when they come."""
