/** Runs once when the server starts: reads the settings, and logs each request when it has been answered. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { logRequests } = await import("./lib/log_requests");
  logRequests();
}
