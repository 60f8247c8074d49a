"""Everything a person does on the pages: one form for every act, built from the act's own signature."""
