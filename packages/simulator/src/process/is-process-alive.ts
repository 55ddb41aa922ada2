/** Whether a process with this id exists. */
export function isProcessAlive(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Without permission to signal it, the process exists all the same: it belongs to another user.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
