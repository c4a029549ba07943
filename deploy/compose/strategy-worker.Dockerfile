# Built from the project's root: docker build -f deploy/compose/strategy-worker.Dockerfile .
FROM eclipse-temurin:25.0.1_8-jdk-noble AS build
WORKDIR /src
COPY . .
RUN ./mvnw -B -pl strategy-worker -am package -DskipTests -Dspotless.check.skip=true

FROM eclipse-temurin:25.0.1_8-jre-noble
WORKDIR /app
COPY --from=build --chown=10001:10001 /src/strategy-worker/target/quarkus-app /app
COPY --chown=10001:10001 --chmod=755 deploy/compose/healthy /app/healthy
COPY --chown=10001:10001 sample-data/bars /app/sample-data/bars
ENV OPENBELL_HTTP_PORT=8081
USER 10001:10001
EXPOSE 8081
ENTRYPOINT ["java", "@worker.options", "-jar", "quarkus-run.jar"]
