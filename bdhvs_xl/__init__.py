"""Forms out to units, back in, checked and added up, and the report of the movement “Bình dân học vụ số” written."""

__version__ = "0.1.0"
