"""What the hotline makes public: figures, completion of units, typical cases, standards, open data (Art. 33)."""
