import { serve } from "@hono/node-server";
import { demoCatalogue } from "./demo-catalogue.ts";
import { createService } from "./service.ts";

const port = Number(process.env.PORT ?? 8787);
serve({ fetch: createService(await demoCatalogue()).fetch, port, hostname: "127.0.0.1" });
console.log(`http://127.0.0.1:${port}/tracks/night-drive/similar`);
