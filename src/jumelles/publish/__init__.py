"""What people see: the page, the report, the spreadsheets, each made from the same edition."""

from jumelles.publish.publication import Publication, Truth
from jumelles.publish.publishing import publish

__all__ = ["Publication", "Truth", "publish"]
