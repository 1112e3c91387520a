"""An archive of articles goes through Slurm for real, on one machine: python3 tests/archive/slurm_test.py [ARTICLES].

Starts munged, slurmctld and slurmd of their own in a temporary folder (as root: slurmd starts jobs), submits
assets/archive/places.sbatch as a job array over the shards, and compares the rows with those of one process. Where
Slurm is not installed, or without root, it says so and is skipped (77).
"""
import gzip
import json
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("DATELINE", str(ROOT / "build" / "dateline"))
JOB = ROOT / "assets" / "archive" / "places.sbatch"
NEEDED = ("munged", "slurmctld", "slurmd", "sbatch", "sinfo")
SHARDS = 8
SKIPPED = 77


def find(name):
    return shutil.which(name, path=os.environ["PATH"] + ":/usr/sbin:/sbin")


def free_ports(count):
    sockets = [socket.socket() for _ in range(count)]
    for one in sockets:
        one.bind(("127.0.0.1", 0))
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


def article(number):
    towns = ("Astana", "Tashkent", "Paris, Texas", "Paris", "Nairobi", "Lima", "São Paulo", "Київ", "Cambridge")
    first, second = towns[number % len(towns)], towns[(number * 5 + 2) % len(towns)]
    return {"id": f"article-{number}", "text": f"{first} — Talks in {first} ended on Monday.\n\n"
            f"Ministers will meet again in {second}, the Uzbek delegation said. Report {number}."}


class Slurm:
    """A controller and one node, in a folder."""

    def __init__(self, folder):
        self.folder, self.daemons = folder, []
        host = socket.gethostname().split(".")[0]
        controller, node = free_ports(2)
        for name in ("state", "spool", "munge"):
            (folder / name).mkdir(mode=0o700)
        key = folder / "munge" / "key"
        key.write_bytes(os.urandom(1024))
        key.chmod(0o400)
        self.munge_socket = folder / "munge.socket"
        (folder / "slurm.conf").write_text(f"""ClusterName=archive
SlurmctldHost={host}(127.0.0.1)
SlurmctldPort={controller}
SlurmdPort={node}
AuthType=auth/munge
AuthInfo=socket={self.munge_socket}
CredType=cred/munge
SlurmUser=root
SlurmdUser=root
StateSaveLocation={folder}/state
SlurmdSpoolDir={folder}/spool
SlurmctldPidFile={folder}/slurmctld.pid
SlurmdPidFile={folder}/slurmd.pid
SlurmctldLogFile={folder}/slurmctld.log
SlurmdLogFile={folder}/slurmd.log
ProctrackType=proctrack/pgid
TaskPlugin=task/none
MpiDefault=none
ReturnToService=2
SchedulerParameters=sched_interval=2,batch_sched_delay=1
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
NodeName={host} NodeAddr=127.0.0.1 CPUs=2 RealMemory=2048 State=UNKNOWN
PartitionName=main Nodes=ALL Default=YES MaxTime=INFINITE State=UP
""")
        self.environment = {**os.environ, "SLURM_CONF": str(folder / "slurm.conf"), "DATELINE": PROGRAM}

    def __enter__(self):
        self.start("munged", "--foreground", "--force", f"--socket={self.munge_socket}", f"--key-file={self.folder}/munge/key",
                   f"--pid-file={self.folder}/munged.pid", f"--log-file={self.folder}/munged.log",
                   f"--seed-file={self.folder}/munge/seed")
        self.wait(self.munge_socket.exists, "munged")
        self.start("slurmctld", "-D")
        self.start("slurmd", "-D")
        self.wait(lambda: "idle" in self.run("sinfo", "--noheader", "--format=%t", check=False), "the node")
        return self

    def __exit__(self, *_):
        for daemon in reversed(self.daemons):
            daemon.terminate()
            try:
                daemon.wait(20)
            except subprocess.TimeoutExpired:
                daemon.kill()
                daemon.wait()

    def start(self, name, *arguments):
        with open(self.folder / f"{name}.out", "wb") as out:
            self.daemons.append(subprocess.Popen([find(name), *arguments], stdout=out, stderr=out, env=self.environment))

    def run(self, *command, check=True):
        done = subprocess.run(command, capture_output=True, text=True, env=self.environment, cwd=self.folder)
        if check and done.returncode != 0:
            raise AssertionError(f"{command[0]}: {done.stderr}{self.logs()}")
        return done.stdout

    def wait(self, ready, what):
        for _ in range(120):
            if ready():
                return
            time.sleep(0.5)
        raise AssertionError(f"{what} did not come up{self.logs()}")

    def logs(self):
        return "".join(f"\n{path.name}: {path.read_text(errors='replace')[-1500:]}"
                       for pattern in ("*.log", "*.out") for path in sorted(self.folder.glob(pattern)))

    def submit(self, shards):
        self.run("sbatch", "--wait", f"--array=1-{SHARDS}", str(JOB), str(shards), str(self.folder / "places"))


def write_archive(folder, count):
    """Shards of JSON lines, every other one gzipped; returns the list of their names and all lines."""
    lines = [json.dumps(article(number), ensure_ascii=False) + "\n" for number in range(count)]
    names = []
    for shard in range(SHARDS):
        part = "".join(lines[shard * count // SHARDS:(shard + 1) * count // SHARDS]).encode()
        name = folder / f"shard-{shard:03}.jsonl{'.gz' if shard % 2 else ''}"
        name.write_bytes(gzip.compress(part) if shard % 2 else part)
        names.append(name)
    listing = folder / "shards.txt"
    listing.write_text("".join(f"{name}\n" for name in names))
    return listing, "".join(lines).encode()


def rows_of(folder):
    return b"".join(path.read_bytes() for path in sorted((folder / "places").glob("*.jsonl")))


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    missing = [name for name in NEEDED if find(name) is None]
    if missing or os.geteuid() != 0:
        print(f"slurm_test: SKIPPED, {'not installed: ' + ', '.join(missing) if missing else 'it needs root'}")
        return SKIPPED
    with tempfile.TemporaryDirectory(prefix="dateline-slurm-") as name:
        folder = pathlib.Path(name)
        folder.chmod(0o755)  # munged wants its socket reachable
        listing, archive = write_archive(folder, count)
        whole = subprocess.run([PROGRAM, "places", "--jsonl-in"], input=archive, capture_output=True, check=True).stdout
        rows = whole.count(b"\n")
        assert rows >= count, "an article without a place"
        with Slurm(folder) as slurm:
            begin = time.monotonic()
            slurm.submit(listing)
            seconds = time.monotonic() - begin
            assert rows_of(folder) == whole, "the rows of the array are not those of one process" + slurm.logs()
            results = sorted((folder / "places").glob("*.jsonl"))
            assert len(results) == SHARDS
            # What is there is kept, what was lost is made again.
            kept = results[0].stat().st_mtime_ns
            results[3].unlink()
            slurm.submit(listing)
            assert rows_of(folder) == whole and results[0].stat().st_mtime_ns == kept
        print(f"slurm_test: {count} articles in {SHARDS} array tasks on one node, {rows} rows, {seconds:.1f} s: "
              "the same bytes as from one process")
    return 0


if __name__ == "__main__":
    sys.exit(main())
