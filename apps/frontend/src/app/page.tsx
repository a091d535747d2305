import { UploadForm } from "@/components/upload_form";
import { settings } from "@/lib/settings";

/** The page where a picture is chosen. */
export default function UploadPage() {
  return (
    <>
      <section className="hero">
        <h1>
          Don’t throw it away <span>yet</span>.
        </h1>
        <p>
          Show us a thing you no longer need. We say what it is, and whether to reuse, recycle or resell it.
        </p>
      </section>
      <UploadForm maxUploadBytes={settings().maxUploadBytes} />
      <ul className="ways">
        <li className="reuse">
          <b>Reuse</b> it has another job in it
        </li>
        <li className="recycle">
          <b>Recycle</b> what it is made of goes on
        </li>
        <li className="resell">
          <b>Resell</b> somebody is looking for one
        </li>
      </ul>
    </>
  );
}
