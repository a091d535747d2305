"use client";

import { useEffect, useState } from "react";

const KEY = "preview";
const EDGE = 480;

/** Keeps a small copy of the picture in this browser's tab, for the result page to show. */
export async function keepPreview(file: File): Promise<void> {
  try {
    const bitmap = await createImageBitmap(file);
    const scale = Math.min(1, EDGE / Math.max(bitmap.width, bitmap.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(bitmap.width * scale);
    canvas.height = Math.round(bitmap.height * scale);
    canvas.getContext("2d")?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    sessionStorage.setItem(KEY, canvas.toDataURL("image/webp", 0.85));
  } catch {
    // The picture cannot be shown, or this browser keeps nothing: the result page does without.
    sessionStorage.removeItem(KEY);
  }
}

/** The picture that was sent from this tab, if it was kept. */
export function Preview({ alt }: { readonly alt: string }) {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => setUrl(sessionStorage.getItem(KEY)), []);
  return url === null ? null : <img className="preview" src={url} alt={alt} />;
}
