import { Hono } from "hono";
import type { Catalogue, CodedTrack } from "./catalogue.ts";
import { createMoreLikeThis } from "./more-like-this.ts";

/** The recommender's HTTP service. */
export function createService(catalogue: Catalogue): Hono {
  const moreLikeThis = createMoreLikeThis(catalogue);
  const service = new Hono();

  /** Collaborative scores first; where they end (a new track has none), tracks that share codes. */
  service.get("/tracks/:id/similar", (context) => {
    const id = context.req.param("id");
    if (!catalogue.find(id)) return context.json({ error: `no track ${id}` }, 404);
    const limit = Number(context.req.query("limit") ?? 10);
    if (!Number.isInteger(limit) || limit < 1) return context.json({ error: "limit must be from 1" }, 400);
    const clean = context.req.query("clean") === "true";
    const exclude = context.req.queries("exclude") ?? [];
    const known = catalogue
      .similarTo(id, limit + exclude.length)
      .filter(({ id: other }) => !exclude.includes(other) && !(clean && catalogue.find(other)?.explicit))
      .slice(0, limit)
      .map((track) => ({ ...track, because: "listeners also played" }));
    const more = moreLikeThis
      .like(id, {
        limit: limit - known.length,
        clean,
        exclude: [...exclude, ...known.map((track) => track.id)],
      })
      .map((track) => ({ id: track.id, score: track.score, because: `same ${track.matched.join(", ")}` }));
    return context.json([...known, ...more].map((found) => ({ ...found, track: catalogue.find(found.id) })));
  });

  /** A release this morning: it can be found, and finds others, with the answer to this request. */
  service.post("/tracks", async (context) => {
    const coded = await context.req.json<CodedTrack>();
    if (catalogue.find(coded.track.id)) return context.json({ error: `there is a ${coded.track.id}` }, 409);
    moreLikeThis.add(coded);
    catalogue.insert(coded);
    return context.json({ added: coded.track.id }, 201);
  });

  service.delete("/tracks/:id", (context) => {
    const id = context.req.param("id");
    if (!catalogue.find(id)) return context.json({ error: `no track ${id}` }, 404);
    moreLikeThis.remove(id);
    catalogue.delete(id);
    return context.json({ removed: id });
  });

  return service;
}
