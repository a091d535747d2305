import { type NextRequest, NextResponse } from "next/server";
import { applyFault, FAULT_MESSAGE } from "@/lib/fault";
import { faultOf, settings } from "@/lib/settings";

// The route that takes uploads does this itself: bodies that pass here are copied.
export const config = {
  runtime: "nodejs",
  matcher: "/((?!api/|_next/|samples/|icon).*)",
};

/** Fails or waits if it is told to, and gives every page a policy that lets only its own scripts run. */
export async function middleware(request: NextRequest): Promise<Response> {
  const status = await applyFault(faultOf(request, settings()));
  if (status !== undefined) {
    const error = { code: "fault", message: FAULT_MESSAGE };
    return NextResponse.json({ error, path: [settings().hop] }, { status });
  }
  const nonce = crypto.randomUUID();
  const policy = [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' blob: data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  response.headers.set("cache-control", "no-store");
  return response;
}
