#!/bin/sh
# Makes every file of this folder again: ./make.sh [WORK_FOLDER]
# Needs node, npm, apt-get, dpkg, Debian's python3-gdal and python3-numpy, 4 GB of memory and about 4 minutes.
# Downloads go to the work folder (a temporary one when none is named); nothing is installed on the system.
set -eu
. "$(dirname "$0")/work_folder.sh"
"${PYTHON:-/usr/bin/python3}" "$here/make.py" "$work"
"${PYTHON:-/usr/bin/python3}" "$here/make_names.py" "$work"
