// The page of SAP's developer site that leads to the certificate of deliveries. SAP: v4.event-subscription, ESS
// Authentication.
import { DateTime } from 'luxon';
import { publicKeyText } from '../company/keyPairs.mts';
import {
	currentCertificate,
	type SigningCertificate,
	type SigningContext,
} from '../events/signing/certificates.mts';
import { keyOf } from '../events/signing/keys.mts';
import { fileName, otherHost } from './hosts.mts';

/** The other site to which the page can lead. */
export const foreignSite = 'https://certificates.example.com/';

const repository =
	'https://github.com/SAP-docs/preview.developer.concur.com/tree/main/src/api-reference/ess';

/** Returns the page as HTML: a link to the certificate, and its bare key with the one before. */
export async function subscriptionPage(simulator: SigningContext): Promise<string> {
	const { certificates } = simulator.signing;
	const { certificatePage } = simulator.settings.events;
	const isBehind = certificatePage === 'previous' && certificates.length > 1;
	const known = isBehind ? certificates.slice(0, -1) : certificates;
	const folder = certificatePage === 'elsewhere' ? foreignSite : './';
	const linked = known.at(-1) ?? currentCertificate(simulator);
	const latest = known.slice(-2).reverse();
	const keys = await Promise.all(latest.map((each) => keySection(simulator, each)));
	return `<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>Event Subscription Service v4</title></head>
<body>
<h1>Event Subscription Service v4</h1>
<h2 id="ess-authentication">ESS Authentication</h2>
<p>Deliveries come with this client <a href="${folder}${fileName(linked)}.pem">x509 certificate</a>;
the authorities above it are <a href="${repository}">here</a>. Notifications of other services come with
<a href="./${otherHost}.pem">another one</a>.</p>
<p>The header <code>Concur-Signature</code> is verified with the public key.</p>
${keys.join('\n')}
</body>
</html>
`;
}

async function keySection(
	simulator: SigningContext,
	certificate: SigningCertificate,
): Promise<string> {
	const madeAt = DateTime.fromMillis(certificate.madeAt, { zone: 'utc' });
	const key = publicKeyText(await keyOf(simulator, certificate));
	return `<p>Since ${madeAt.toFormat('LLLL d, yyyy')}:</p>\n<pre><code>${key}</code></pre>`;
}
