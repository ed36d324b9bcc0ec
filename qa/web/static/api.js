// Requests to the server, and what went wrong with one in words for the reader.
import { accessKey } from "./access.js";

const LONGEST_WAIT = 30_000; // ms

export class Problem extends Error {
  constructor(detail, status = 0, wait = null) {
    super(detail);
    this.status = status; // 0: no reply at all
    this.wait = wait; // seconds after which the server will take the request
  }
}

export async function get(path, signal) {
  const key = accessKey()?.replace(/[^\x21-\x7e]/g, ""); // a header takes no other letters, and no key has any
  const limit = AbortSignal.timeout(LONGEST_WAIT);
  let response;
  try {
    response = await fetch(path, {
      headers: key ? { Authorization: `Bearer ${key}` } : {},
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new Problem(unreached());
  }
  const body = await response.json().catch(() => null);
  if (signal?.aborted) throw signal.reason;
  if (response.ok && body !== null) return body;
  const wait = Number.parseInt(response.headers.get("Retry-After"), 10);
  throw new Problem(body?.detail || `服务出错（${response.status}），请稍后再试。`, response.status, wait >= 0 ? wait : null);
}

function unreached() {
  return navigator.onLine === false ? "没有连上网络，请检查后再试。" : "连不上服务，请稍后再试。";
}

const articles = new Map(); // the last ones read, by id: a copied citation must be there at once

export async function getArticle(id, sha256, signal) {
  const known = articles.get(id);
  if (known && known.source.sha256 === sha256) return known;
  const article = await get(`/api/articles/${encodeURIComponent(id)}`, signal);
  articles.delete(id);
  articles.set(id, article);
  if (articles.size > 20) articles.delete(articles.keys().next().value);
  return article;
}
