"""History: the artwork gallery and the run recorder."""
