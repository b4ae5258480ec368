"""Issue forms to units, collect and check them, add them up and write the report of the movement "Bình dân học vụ số"."""

__version__ = "0.1.0"
