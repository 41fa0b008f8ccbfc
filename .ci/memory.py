"""Peak memory of the whole process must not grow with the input."""
import glob
import os
import resource
import subprocess
import sys

work = sys.argv[1]
jars = glob.glob("runners/direct/target/lib/*.jar")
paths = ["transforms/target/test-classes"] + [j for j in jars if "sqlite-jdbc" in j or "slf4j" in j]


def generate(images):
    path = f"{work}/plate-{images}.sqlite"
    subprocess.run(
        ["java", "-Xmx256m", "-cp", ":".join(paths), "org.cytobeam.testkit.BigPlate",
         f"--images={images}", f"--output={path}"],
        check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return path


def peak_megabytes(source):
    """Of a conversion in a process of its own, so that the peak is that child's alone."""
    out = f"{source}.parquet"
    pid = os.fork()
    if pid == 0:
        done = subprocess.run(["bin/cytobeam", "convert", source, out, "--quiet"], stdout=subprocess.DEVNULL)
        print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024, file=open(f"{out}.peak", "w"))
        os._exit(done.returncode)
    _, status = os.waitpid(pid, 0)
    if status != 0:
        sys.exit(f"the conversion of {source} failed")
    return int(open(f"{out}.peak").read())


peaks = {}
for images in 400, 2600:
    source = generate(images)
    size = os.path.getsize(source) >> 20
    peaks[images] = peak_megabytes(source)
    print(f"{size} MB of SQLite: peak {peaks[images]} MB")
    os.remove(source)
    os.remove(f"{source}.parquet")
# The heap's bound is part of it: 1 GB on two cores, 384 MB more for each further one.
bound = 1300 + 384 * max(0, os.cpu_count() - 2)
if peaks[2600] > 1.6 * peaks[400] or peaks[2600] > bound:
    sys.exit(f"memory grows with the input, or is over {bound} MB")
