import { analyze } from "@/lib/analyze";
import { respond } from "@/lib/respond";
import { settings } from "@/lib/settings";

export const dynamic = "force-dynamic";

/** Takes a picture as the part `image` of a multipart body. */
export async function POST(request: Request): Promise<Response> {
  return respond(await analyze(request, settings()), request.headers.get("accept") ?? "");
}
