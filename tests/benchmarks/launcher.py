"""Run the command of the arguments and print its exit code, wall seconds, CPU seconds and peak memory in kB.

A process of its own, and a small one: a child's peak memory starts at its parent's (Linux keeps it across exec).
"""

import os
import subprocess
import sys
import time

start = time.perf_counter()
process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)
_, status, usage = os.wait4(process.pid, 0)
wall = time.perf_counter() - start
print(os.waitstatus_to_exitcode(status), wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss)
