"""The weights of VGG-19: files, formats and the download. Nothing here may import Qt."""
