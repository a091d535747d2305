import { settings } from "@/lib/settings";

export const dynamic = "force-dynamic";

/** Says that the process is well. */
export function GET(): Response {
  return Response.json(settings().hop, { headers: { "cache-control": "no-store" } });
}
