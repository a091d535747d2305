import { settings } from "@/lib/settings";

export const dynamic = "force-dynamic";

/** Says that the process takes requests; what it calls does not count. */
export function GET(): Response {
  return Response.json(settings().hop, { headers: { "cache-control": "no-store" } });
}
