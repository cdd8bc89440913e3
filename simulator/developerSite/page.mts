// The page of SAP's developer site that leads to the certificate of deliveries. SAP: v4.event-subscription, ESS
// Authentication.
import { DateTime } from 'luxon';
import type { Simulator } from '../context.mts';
import { keyOf } from '../events/keys.mts';
import type { SigningCertificate } from '../events/renewals.mts';
import { publicKeyText } from '../keyPairs.mts';
import { fileName, otherHost } from './hosts.mts';

/** Where the site's page leads to when it leads away. */
export const foreignSite = 'https://certificates.example.com/';

const repository =
	'https://github.com/SAP-docs/preview.developer.concur.com/tree/main/src/api-reference/ess';

/** The page as HTML: a link to the certificate, and its bare key with the one before. */
export async function subscriptionPage({ events, settings }: Simulator): Promise<string> {
	const { certificates } = events;
	const { certificatePage } = settings.events;
	const isBehind = certificatePage === 'previous' && certificates.length > 1;
	const known = isBehind ? certificates.slice(0, -1) : certificates;
	const folder = certificatePage === 'elsewhere' ? foreignSite : './';
	const keys = await Promise.all(known.slice(-2).reverse().map(keySection));
	return `<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>Event Subscription Service v4</title></head>
<body>
<h1>Event Subscription Service v4</h1>
<h2 id="ess-authentication">ESS Authentication</h2>
<p>Deliveries come with this client <a href="${folder}${fileName(known.at(-1)!)}.pem">x509 certificate</a>;
the authorities above it are <a href="${repository}">here</a>. Notifications of other services come with
<a href="./${otherHost}.pem">another one</a>.</p>
<p>The header <code>Concur-Signature</code> is verified with the public key.</p>
${keys.join('\n')}
</body>
</html>
`;
}

async function keySection(certificate: SigningCertificate): Promise<string> {
	const madeAt = DateTime.fromMillis(certificate.madeAt, { zone: 'utc' });
	const key = publicKeyText(await keyOf(certificate));
	return `<p>Since ${madeAt.toFormat('LLLL d, yyyy')}:</p>\n<pre><code>${key}</code></pre>`;
}
