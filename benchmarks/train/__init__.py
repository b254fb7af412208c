"""Training of the weights that say what an edit is about; needs numpy, which the program itself does not use."""
