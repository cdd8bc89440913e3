// A client that looks for the certificate of deliveries on the developer site, with node:crypto and the links of the page.
import { X509Certificate } from 'node:crypto';
import type { RunningSimulator } from '../../../simulator/index.mts';
import { send } from '../client.mts';

export const folder = '/api-reference/ess/';
export const pagePath = `${folder}v4.event-subscription.html`;
export const notifications = 'notifications.api.concursolutions.com';

/** Asks as a browser does that follows no redirect. */
export async function read({ url }: RunningSimulator, path: string) {
	const answer = await fetch(url + path, { redirect: 'manual' });
	const { status, headers } = answer;
	return { status, type: headers.get('content-type'), headers, text: await answer.text() };
}

/** Where the page's link to the certificate leads; a file beside the page without its folder. */
export async function linkedFile(simulator: RunningSimulator): Promise<string> {
	const { text } = await read(simulator, pagePath);
	return /<a href="(?:\.\/)?([^"]+)">x509 certificate</.exec(text)![1]!;
}

/** The bare keys of the page, the newest first. */
export async function keysOnPage(simulator: RunningSimulator): Promise<string[]> {
	const { text } = await read(simulator, pagePath);
	return [...text.matchAll(/<pre><code>([^<]+)<\/code><\/pre>/g)].map(([, key]) => key!);
}

/** The certificates in a text, in its order. */
export function certificatesIn(text: string): X509Certificate[] {
	const blocks = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
	return blocks.map((block) => new X509Certificate(block));
}

/** The certificates in a file of the site; none where there is no file. */
export async function certificates(simulator: RunningSimulator, name: string) {
	return certificatesIn((await read(simulator, folder + name)).text);
}

/** The certificate that the page links. */
export async function linkedCertificate(simulator: RunningSimulator): Promise<X509Certificate> {
	const [certificate] = await certificates(simulator, await linkedFile(simulator));
	return certificate!;
}

/** A certificate's key, as GET /_simulator/credentials writes keys. */
export function keyIn({ publicKey }: X509Certificate): string {
	return publicKey.export({ type: 'spki', format: 'pem' }).toString();
}

/** What a client has to know beforehand: the keys of deliveries, and the authority of their certificates. */
export async function trusted(simulator: RunningSimulator) {
	const { body } = await send(simulator, 'GET', '/_simulator/credentials');
	return {
		keys: body.webhookPublicKeys as string[],
		root: new X509Certificate(body.webhookAuthority as string),
	};
}
