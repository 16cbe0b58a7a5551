"""The tables of the house, their vocabularies, and how single values are read and checked."""
