import { ConnectorClient, type ConnectorClientOptions } from 'botframework-connector';
import { exchange } from './fault';

type Wire = NonNullable<ConnectorClientOptions['httpClient']>;
type Request = Parameters<Wire['sendRequest']>[0];
type Response = Awaited<ReturnType<Wire['sendRequest']>>;

/**
 * Microsoft's client of one connector, on a wire of our own. The SDK's pipeline repeats failed calls by itself, up to
 * three times and out of sight, and what it throws carries the request with its token. It repeats statuses and codes
 * that it knows: our wire throws a Fault for everything but a 2xx, which passes through untouched.
 * @param token of the call; null in a rehearsal without authentication.
 */
export function connectorClient(serviceUrl: string, token: string | null): ConnectorClient {
  return new ConnectorClient(
    { signRequest: async (request) => signed(request, token) },
    { baseUri: serviceUrl, httpClient: { sendRequest: send } },
  );
}

function signed(request: Request, token: string | null): Request {
  if (token !== null) request.headers.set('authorization', `Bearer ${token}`);
  return request;
}

async function send(request: Request): Promise<Response> {
  const { text, status, headers } = await exchange({
    url: request.url,
    method: request.method,
    headers: headersOf(request),
    body: request.body as string | undefined,
  });
  request.headers.remove('authorization');
  const answered = request.headers.clone();
  for (const name of answered.headerNames()) answered.remove(name);
  headers.forEach((value, name) => {
    answered.set(name, value);
  });
  return { request, status, headers: answered, bodyAsText: text };
}

/** Ours alone: the SDK also sends its versions, the operating system's and an id for tracing. */
function headersOf(request: Request): Record<string, string> {
  const authorization = request.headers.get('authorization');
  return {
    accept: 'application/json',
    ...(request.body && { 'content-type': 'application/json; charset=utf-8' }),
    ...(authorization && { authorization }),
  };
}
