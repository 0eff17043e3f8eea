"""Work on background threads: runs, the queue, films and downloads. QtCore only, no widgets."""
