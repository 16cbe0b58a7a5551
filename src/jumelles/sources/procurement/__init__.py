"""Essential data of public procurement (DECP): what its JSON and its XML have in common."""
