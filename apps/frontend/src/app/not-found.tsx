/** The page for addresses that lead nowhere. */
export default function NotFound() {
  return (
    <article className="card answer">
      <p className="lead">404</p>
      <h1>There is nothing here</h1>
      <p>
        <a href="/">Look at a thing</a>
      </p>
    </article>
  );
}
