# Sourced by the scripts of this folder with their arguments: sets `here`, this folder, and `work`, the folder for
# downloads that the first argument names, or a temporary one that is removed in the end.
here=$(cd "$(dirname "$0")" && pwd)
if [ $# -gt 0 ]; then
    mkdir -p "$1"
    work=$(cd "$1" && pwd)
else
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
fi
PYTHONDONTWRITEBYTECODE=1
export PYTHONDONTWRITEBYTECODE
