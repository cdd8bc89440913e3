// What may be wrong with the files of the current certificate: settings.events.certificateFault.

export const certificateFaults = [
	/** It is for another name of the Internet. */
	'wrongName',
	/** It is for the right name of another organization. */
	'otherOrganization',
	'expired',
	'notYetValid',
	/** The whole chain is that of an impostor, under the same names. */
	'otherRoot',
	/** The chains lack the intermediate. */
	'intermediateMissing',
	/** It could sign certificates itself. */
	'leafIsAuthority',
	/** The chains hold an intermediate that must not sign certificates. */
	'signedByLeaf',
	/** The chains begin with the authority. */
	'wrongOrder',
	/** That of the next key stands behind it. */
	'twoLeaves',
	/** It is signed with SHA-1. */
	'sha1',
	/** It holds another key, RSA with 1024 bits. */
	'weakKey',
	/** Two million characters stand behind it. */
	'huge',
	/** A page of HTML comes instead, with status 200. */
	'notPem',
] as const;

export type CertificateFault = (typeof certificateFaults)[number];
