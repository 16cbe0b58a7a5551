"""Jumelles: the international action of local authorities, made visible, arguable and tellable."""
