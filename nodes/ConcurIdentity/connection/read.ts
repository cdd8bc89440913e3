// What became of one thing that was to be read.

/** Why something could not be read; holds no secret. */
export interface Problem {
	message: string;
	cure: string;
	/** HTTP status of SAP Concur's answer, or of its token service; undefined when none came. */
	status?: number;
	/** SAP Concur's code for why there is no token. */
	tokenCode?: number;
	/** There is no token to send. */
	isOfTokens?: boolean;
	/** Nothing or something else than SAP Concur answered, or it is out of service. */
	isPassing?: boolean;
}

export type Read<T> = { value: T; problem?: undefined } | { value?: undefined; problem: Problem };
