"""NST Desktop: neural style transfer from paintings to photographs, on the user's computer."""

import os

__version__ = "0.1.0"  # not read from the package metadata, since that would slow startup
APPLICATION = "NST Desktop"

# ONNX Runtime draws the sketches. Unless told not to before its import, it reports its use to its
# maker over the network.
os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
