# Two stages: npm ci with what it needs, then only what runs. The image brings Node 26, so the npm package `node` stays out.
FROM node:26-slim AS install
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts
# What the image is made of, for whoever looks for known weaknesses.
RUN npm sbom --package-lock-only --omit=dev --sbom-format cyclonedx > sbom.json

FROM node:26-slim
ENV NODE_ENV=production TZ=UTC PORT=3000 DATABASE_URL=file:/data/bitewise.db
WORKDIR /app
COPY --from=install /app/node_modules ./node_modules
COPY --from=install /app/sbom.json ./
COPY package.json manifest.yml LICENSE ./
COPY bin ./bin
COPY content ./content
COPY migrations ./migrations
COPY scripts/vocabulary.ts ./scripts/vocabulary.ts
COPY src ./src
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "bin/bitewise.js", "start"]
