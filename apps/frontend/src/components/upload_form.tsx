"use client";

import { type DragEvent, type FormEvent, useEffect, useRef, useState } from "react";
import { keepPreview } from "./preview";

const SAMPLES = ["mug", "phone", "shirt", "bottle", "chair", "shoe"];
const KINDS = "image/jpeg,image/png,image/webp";

/**
 * The form that sends a picture. It is a plain form, which works without scripts; with them it shows the picture, says
 * what is wrong with it at once, and can ask for the canary.
 */
export function UploadForm({ maxUploadBytes }: { readonly maxUploadBytes: number }) {
  const input = useRef<HTMLInputElement>(null);
  const [scripted, setScripted] = useState(false);
  const [picture, setPicture] = useState<{ readonly file: File; readonly url: string }>();
  const [canary, setCanary] = useState(false);
  const [state, setState] = useState<"ready" | "over" | "sending">("ready");
  const [problem, setProblem] = useState("");

  useEffect(() => {
    setScripted(true);
    // The browser may come back to this page as it was left.
    const back = () => setState("ready");
    window.addEventListener("pageshow", back);
    return () => window.removeEventListener("pageshow", back);
  }, []);
  useEffect(() => () => URL.revokeObjectURL(picture?.url ?? ""), [picture]);

  function choose(file: File | undefined) {
    if (file === undefined) return;
    if (!KINDS.split(",").includes(file.type)) return refuse("Choose a JPEG, PNG or WebP picture.");
    if (file.size > maxUploadBytes) {
      return refuse(`Choose a picture of at most ${Math.floor(maxUploadBytes / 1024 / 1024)} MB.`);
    }
    setProblem("");
    setPicture({ file, url: URL.createObjectURL(file) });
    if (input.current !== null) {
      const list = new DataTransfer();
      list.items.add(file);
      input.current.files = list.files;
    }
  }

  function refuse(why: string) {
    setProblem(why);
    setPicture(undefined);
    if (input.current !== null) input.current.value = "";
  }

  async function chooseSample(name: string) {
    const response = await fetch(`/samples/${name}.webp`);
    if (!response.ok) return refuse("This sample cannot be had right now; try again.");
    choose(new File([await response.blob()], `${name}.webp`, { type: "image/webp" }));
  }

  function drop(event: DragEvent) {
    event.preventDefault();
    setState("ready");
    choose(event.dataTransfer.files[0]);
  }

  async function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (picture === undefined) return refuse("Choose a picture first.");
    setState("sending");
    const body = new FormData();
    body.set("image", picture.file);
    const headers = { accept: "application/json", ...(canary && { "x-canary": "true" }) };
    try {
      const response = await fetch("/api/analyze", { method: "POST", body, headers });
      // Answers of the mesh itself are no JSON and carry nothing for the result page.
      if (!(response.headers.get("content-type") ?? "").includes("json")) {
        throw new Error(`status ${response.status}`);
      }
      await keepPreview(picture.file);
      window.location.assign("/result");
    } catch (error) {
      setProblem(`No answer came (${error instanceof Error ? error.message : error}). Try again.`);
      setState("ready");
    }
  }

  return (
    <form
      className="card upload"
      action="/api/analyze"
      method="post"
      encType="multipart/form-data"
      onSubmit={send}
    >
      <div
        className={`drop ${state}`}
        onDragOver={(event) => {
          event.preventDefault();
          setState("over");
        }}
        onDragLeave={() => setState("ready")}
        onDrop={drop}
      >
        <input
          ref={input}
          id="image"
          name="image"
          type="file"
          accept={KINDS}
          required
          aria-describedby="hint problem"
          onChange={(event) => choose(event.target.files?.[0])}
        />
        <label htmlFor="image">
          {picture === undefined ? (
            <svg viewBox="0 0 48 48" aria-hidden="true">
              <path d="M8 15h7l3.5-5h11l3.5 5h7a3 3 0 0 1 3 3v18a3 3 0 0 1-3 3H8a3 3 0 0 1-3-3V18a3 3 0 0 1 3-3Z" />
              <circle cx="24" cy="26.500" r="7.500" />
            </svg>
          ) : (
            <img src={picture.url} alt="The one you chose" />
          )}
          <strong>{picture === undefined ? "Choose a picture" : "Choose another"}</strong>
          <span id="hint">{picture?.file.name ?? (scripted ? "or drop it here" : "JPEG, PNG or WebP")}</span>
        </label>
      </div>

      {scripted && (
        <fieldset className="samples">
          <legend>Nothing at hand? Take one of ours</legend>
          {SAMPLES.map((name) => (
            <button
              key={name}
              type="button"
              onClick={() => chooseSample(name)}
              aria-label={`Sample: ${name}`}
            >
              <img src={`/samples/${name}.webp`} alt="" width="56" height="56" />
            </button>
          ))}
        </fieldset>
      )}

      <p id="problem" className="problem" role="alert">
        {problem}
      </p>

      <div className="send">
        {scripted && (
          <label className="switch">
            <input type="checkbox" checked={canary} onChange={(event) => setCanary(event.target.checked)} />
            <span className="track" aria-hidden="true" />
            <span>
              Ask for the canary <code>x-canary: true</code>
            </span>
          </label>
        )}
        <button className="primary" type="submit" disabled={state === "sending"}>
          {state === "sending" ? "Looking…" : "What is it?"}
        </button>
      </div>
    </form>
  );
}
