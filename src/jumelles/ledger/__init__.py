"""Consolidation: overlaps, certainty, intervals; the workspace on disk."""
