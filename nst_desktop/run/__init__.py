"""Background work: runs, the queue, films and downloads. Uses QtCore only, no widgets."""
